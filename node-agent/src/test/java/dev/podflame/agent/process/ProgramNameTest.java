package dev.podflame.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.target.Candidate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramNameTest {

    private static String nameOf(String executable, List<String> arguments) {
        return ProgramName.of(new Candidate(executable, arguments, "root", 0, "", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    /usr/bin/python3.11     | python3 /srv/shop/checkout.py --port 80                    | checkout
                    /usr/bin/python3.11     | python3 -u -W ignore -X dev checkout.py                    | checkout
                    /usr/bin/python3.11     | python3 -m http.server 8000                                | http.server
                    /usr/bin/python3.11     | python3 -mhttp.server                                      | http.server
                    /usr/bin/python3.11     | python -m flask --app biggest run                          | biggest
                    /usr/bin/python3.11     | python -m flask --app=shop.web:create run --port 5000      | shop.web
                    /usr/bin/python3.11     | python -m flask run                                        | flask
                    /usr/bin/python3.11     | /usr/bin/python3 /usr/local/bin/flask --app srv/biggest.py run | biggest
                    /usr/bin/python3.11     | /usr/bin/python3 /usr/local/bin/gunicorn -w 4 -b :80 app:app | app
                    /usr/bin/python3.11     | /usr/bin/python3 /usr/bin/gunicorn shop.checkout.wsgi:application | shop.checkout
                    /usr/bin/python3.11     | /usr/bin/python3 /usr/bin/gunicorn --name=till app:app     | till
                    /usr/bin/python3.11     | python -m uvicorn --host 0.0.0.0 orders.main:app           | orders
                    /usr/bin/python3.11     | python -m celery -A billing.app worker                     | billing
                    /usr/bin/python3.11     | python /srv/shop/manage.py runserver                       | shop
                    /usr/bin/python3.11     | python /srv/shop/__main__.py                               | shop
                    /usr/bin/python3.11     | python -c print(1)                                         | -
                    /usr/bin/python3.11     | python                                                     | -
                    /usr/bin/python3.11     | gunicorn:~worker~[shop.wsgi:app]                           | shop
                    /opt/jdk/bin/java       | java -Xmx1g -jar /app/checkout-1.4.2.jar --server.port=1   | checkout
                    /opt/jdk/bin/java       | java -jar build/libs/orders-0.0.1-SNAPSHOT.jar             | orders
                    /opt/jdk/bin/java       | java -jar app.jar                                          | app
                    /opt/jdk/bin/java       | java -cp lib/*:app.jar -Dx=y com.example.shop.Main arg     | com.example.shop.Main
                    /opt/jdk/bin/java       | java --add-opens java.base/java.lang=ALL-UNNAMED -p mods -m com.shop/com.shop.Main | com.shop
                    /opt/jdk/bin/java       | java --module=com.shop/com.shop.Main                       | com.shop
                    /opt/jdk/bin/java       | java Tour.java                                             | Tour
                    /opt/jdk/bin/java       | java -version                                              | -
                    /usr/bin/node           | node --enable-source-maps -r dotenv/config server.mjs      | server
                    /usr/bin/node           | node /srv/mailer/index.js                                  | mailer
                    /usr/bin/node           | node index.js                                              | index
                    /usr/bin/node           | node --no-warnings -e while(1);                             | -
                    /usr/bin/ruby3.1        | ruby -I lib bin/sync.rb                                    | sync
                    /usr/bin/ruby3.1        | puma~5.6.5~(tcp://0.0.0.0:3000)~[shop]                     | shop
                    /usr/bin/perl           | perl -w /usr/local/bin/rotate.pl                           | rotate
                    /usr/bin/perl           | perl -e 1                                                  | -
                    /usr/bin/php8.2         | php artisan queue:work                                     | artisan
                    /usr/share/dotnet/dotnet| dotnet /app/Shop.Api.dll                                   | Shop.Api
                    /usr/bin/bash           | bash /opt/run.sh                                           | run
                    /usr/bin/bash           | -bash                                                      | -
                    /usr/bin/bash           | bash -c sleep~1                                            | -
                    /usr/sbin/nginx         | nginx:~worker~process                                      | -
                    /usr/lib/postgresql/15/bin/postgres | postgres:~main:~walwriter                      | -
                    """)
    void namesTheProgramAndNotTheInterpreter(String executable, String words, String expected) {
        List<String> arguments = List.of(words.split(" ", -1)).stream()
                .map(word -> word.replace('~', ' '))
                .toList();
        assertEquals(expected == null ? "" : expected, nameOf(executable, arguments));
    }

    @Property
    void aNameIsAPartOfTheCommandLineWhateverThatIs(@ForAll @Size(max = 8) List<String> arguments) {
        for (String interpreter : List.of("python3", "java", "node", "ruby", "perl", "php", "dotnet", "sh")) {
            String name = nameOf(interpreter, arguments);
            // Java spells a class with slashes or with dots.
            String line = String.join(" ", arguments).replace('/', '.');
            assertTrue(line.contains(name.replace('/', '.')), name);
        }
    }
}
